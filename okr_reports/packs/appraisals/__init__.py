"""The views beside the bundles: each manager's index of direct reports, and HR's overview of completeness."""
