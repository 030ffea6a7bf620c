"""What one sample says about a rule's condition."""

TRUE, CLEAR, NEITHER, LOST = 1, -1, 0, 2
"""True; false for certain; neither (within the deadband, or not trustworthy enough to clear); no reading at all."""
