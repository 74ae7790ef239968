struct A { 1: strnig s }
