package io.selvage.gateway.config;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Watches over the settings themselves.
 */
@AutoConfiguration
public class SettingsAutoConfiguration {

	/** Static, so that it is there before the first settings are read. */
	@Bean
	static UnusedSettings unusedSettings(Environment environment) {
		return new UnusedSettings(environment);
	}

}
