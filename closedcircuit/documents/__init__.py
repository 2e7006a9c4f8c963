"""What people read, made from facts: the policy and its page, signs, versions and the notices of revisions."""
