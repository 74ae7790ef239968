struct A { 1: double d = true }
