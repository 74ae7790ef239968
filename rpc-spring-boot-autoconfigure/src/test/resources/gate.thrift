service Gate {
    string pass(1: string name)
}
