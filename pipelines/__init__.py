"""When and in which order the stages run: Dagster assets, jobs and schedules. Computes nothing."""
