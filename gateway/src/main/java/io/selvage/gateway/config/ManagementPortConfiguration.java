package io.selvage.gateway.config;

import io.selvage.catalog.management.ManagementApi;
import io.selvage.catalog.security.Authenticator;
import io.selvage.gateway.management.ManagementApiMapping;
import io.selvage.gateway.management.ManagementGuard;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;

/**
 * Serves the management API beside health and metrics, and guards what lies there.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
public class ManagementPortConfiguration {

	@Bean
	ManagementApiMapping managementApiMapping(ManagementApi api) {
		return new ManagementApiMapping(api);
	}

	@Bean
	ManagementGuard managementGuard(Authenticator authenticator, WebEndpointProperties endpoints) {
		return new ManagementGuard(authenticator, endpoints.getBasePath());
	}

}
