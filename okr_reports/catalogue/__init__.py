"""What the company wrote: YAML read with positions, checked, and frozen into one catalogue object."""
