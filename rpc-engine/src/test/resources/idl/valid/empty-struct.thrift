struct Nothing {
}
