package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.concurrent.Ticker;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RpcAutoConfigurationTest {
    private final ApplicationContextRunner app =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(RpcAutoConfiguration.class));

    @Test
    void ticker_noneOfTheUsers_isThere() {
        app.run(context -> assertThat(context).hasSingleBean(Ticker.class));
    }
}
