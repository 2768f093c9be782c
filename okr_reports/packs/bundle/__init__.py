"""The appraisal evidence bundle: what one employee's document says."""
