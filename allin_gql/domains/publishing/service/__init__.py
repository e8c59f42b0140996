"""What can be done about publications: planning by people, sending and reconciling by workers."""
