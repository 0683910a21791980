package io.selvage.gateway.config;

import io.selvage.gateway.management.TraceEndpoint;
import io.selvage.gateway.redaction.CatalogRedaction;
import io.selvage.gateway.trace.TraceStore;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The gateway's endpoints on the management port.
 */
@AutoConfiguration(after = DataPlaneAutoConfiguration.class)
public class ManagementAutoConfiguration {

	@Bean
	@ConditionalOnAvailableEndpoint
	TraceEndpoint traceEndpoint(TraceStore store, CatalogRedaction redaction) {
		return new TraceEndpoint(store, redaction);
	}

}
