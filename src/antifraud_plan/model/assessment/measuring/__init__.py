"""Works out metrics from what came back: what each school adds, then the sums above it."""
