package io.harrier.rpc.spring.boot.autoconfigure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** What an application may say under {@code rpc.rules}. */
@ConfigurationProperties("rpc.rules")
final class RpcRulesProperties {
    /** Whether rules may come at run time; by default if a file or a document is named. */
    private @Nullable Boolean enabled;

    /** File with the document of rules, which is watched. */
    private @Nullable String file;

    /** Time between two looks at the file. */
    private Duration fileInterval = Duration.ofMillis(100);

    /** Document of rules itself; taken again when the environment is refreshed. */
    private @Nullable String document;

    public @Nullable Boolean getEnabled() {
        return enabled;
    }

    public void setEnabled(@Nullable Boolean on) {
        enabled = on;
    }

    public @Nullable String getFile() {
        return file;
    }

    public void setFile(@Nullable String path) {
        file = path;
    }

    public Duration getFileInterval() {
        return fileInterval;
    }

    public void setFileInterval(Duration interval) {
        fileInterval = interval;
    }

    public @Nullable String getDocument() {
        return document;
    }

    public void setDocument(@Nullable String json) {
        document = json;
    }
}
