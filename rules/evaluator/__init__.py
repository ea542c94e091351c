"""The evaluation of questions over what the rules conclude: a tree in, a finding out, with the facts and clauses that it rests on."""
