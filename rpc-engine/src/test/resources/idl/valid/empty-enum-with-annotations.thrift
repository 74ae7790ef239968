enum Void {
} (closed)
