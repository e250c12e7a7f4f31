"""What schools keep and send back: what is owed in which period, what came, in which state it is."""
