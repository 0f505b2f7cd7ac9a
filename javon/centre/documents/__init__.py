"""Documents: papers approved, acknowledged and cited. Nizom 1.3-1.5, 1.7, 3.1."""
