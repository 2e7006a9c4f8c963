"""What people read, made from facts: the policy, its page, and later the signs and the notices."""
