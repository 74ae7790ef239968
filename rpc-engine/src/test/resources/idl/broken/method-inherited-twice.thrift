service Base { void call() }
service S extends Base { void call() }
