"""Advice on KPI sheets (rules §9): one file for each thing that often goes wrong with a KPI. It never stops a run."""
