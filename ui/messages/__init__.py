"""Every question, file choice, banner and error, through one seam that a test can script."""
