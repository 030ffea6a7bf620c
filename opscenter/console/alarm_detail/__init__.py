"""One alarm, whole: what it is, what to do, how it came, where, what else happened there, what it did before."""
