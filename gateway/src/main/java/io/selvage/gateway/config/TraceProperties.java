package io.selvage.gateway.config;

import java.time.Duration;

import jakarta.validation.constraints.Positive;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Traces of requests.
 *
 * @param enabled whether whoever sends {@code Ocp-Apim-Trace: true} gets a trace; traces
 * show what a request contains
 * @param capacity how many traces are kept
 * @param timeToLive how long each is kept
 * @param baseUrl what the URL of a trace begins with; by default the management port of
 * the host the client called
 */
@Validated
@ConfigurationProperties("selvage.trace")
public record TraceProperties(@DefaultValue("false") boolean enabled, @Positive @DefaultValue("100") int capacity,
		@DurationMin(millis = 1) @DefaultValue("10m") Duration timeToLive, @Nullable String baseUrl) {
}
