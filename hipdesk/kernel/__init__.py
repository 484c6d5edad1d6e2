"""What every layer may use: errors, clock, ids, paths, files, text, progress. Knows nothing of cases or keys."""
