package io.selvage.gateway.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.selvage.gateway.listener.BodyLimits;
import jakarta.validation.constraints.Positive;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What clients may take up.
 *
 * @param connections how many connections there may be; one too many is answered with 503
 * @param streams how many requests at once one HTTP/2 connection may have
 * @param body how large the body of a request may be; without limit if it is not set
 * @param bodies the same for single APIs, by resource name
 * @param lag from when on an event loop is late
 * @param lagPatience for how long an event loop must be late until requests are turned
 * away
 */
@Validated
@ConfigurationProperties("selvage.limits")
public record LimitProperties(@Positive @DefaultValue("20000") int connections,
		@Positive @DefaultValue("100") int streams, @SizeBetween(max = Long.MAX_VALUE) @Nullable DataSize body,
		@DefaultValue Map<String, @SizeBetween(max = Long.MAX_VALUE) DataSize> bodies,
		@DurationMin(millis = 1) @DefaultValue("200ms") Duration lag,
		@DurationMin @DefaultValue("2s") Duration lagPatience) {

	BodyLimits bodyLimits() {
		Map<String, Long> bytes = new HashMap<>();
		this.bodies.forEach((api, size) -> bytes.put(api, size.toBytes()));
		return new BodyLimits((this.body != null) ? this.body.toBytes() : BodyLimits.UNLIMITED, bytes);
	}

}
