"""What people fill in about lerenden and overeenkomsten."""
