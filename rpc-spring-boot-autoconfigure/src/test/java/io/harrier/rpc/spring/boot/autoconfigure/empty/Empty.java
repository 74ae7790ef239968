package io.harrier.rpc.spring.boot.autoconfigure.empty;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application with the starter and nothing else. */
@SpringBootApplication
public class Empty {}
