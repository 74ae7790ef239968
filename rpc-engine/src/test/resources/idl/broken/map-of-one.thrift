struct A { 1: map<string> m }
