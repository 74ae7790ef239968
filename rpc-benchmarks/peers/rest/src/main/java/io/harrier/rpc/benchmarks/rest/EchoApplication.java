package io.harrier.rpc.benchmarks.rest;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The server, as its user would write it. */
@SpringBootApplication
@RestController
class EchoApplication {
    @PostMapping("/echo")
    RestMessage echo(@RequestBody RestMessage request) {
        return new RestMessage(request.action(), request.msg());
    }
}
