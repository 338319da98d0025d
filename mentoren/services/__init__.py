"""What people do on this floor, one module per subject; dates come in as arguments."""
