"""What the doctor looks at: a source's history, and one symptom after another. ``transforms.health`` judges."""
