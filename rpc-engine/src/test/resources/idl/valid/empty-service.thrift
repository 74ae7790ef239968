service Idle {}
