typedef list<B> A
typedef A B
