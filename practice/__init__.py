"""What we know: due times, contact budget, the gate, figures and the identifier guard; pure."""
