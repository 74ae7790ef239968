struct A {}
= 5
