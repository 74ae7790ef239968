struct A {}
/* never ends
