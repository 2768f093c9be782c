"""okr-reports: KPI reviews, OKR retros and appraisal evidence from a company's own data."""
