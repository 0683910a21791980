package io.selvage.catalog.config;

import java.nio.file.Path;
import java.util.Objects;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.EntityValidator;
import io.selvage.catalog.ReferencedValues;
import io.selvage.catalog.directory.DirectoryOptions;
import io.selvage.catalog.directory.DirectorySource;
import io.selvage.catalog.directory.DirectoryWatcher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the catalog and, if there is one, its directory source.
 */
@AutoConfiguration
@EnableConfigurationProperties(CatalogProperties.class)
public class CatalogAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Catalog catalog(ObjectProvider<EntityValidator> validators, ObjectProvider<ReferencedValues> vaults) {
		return new Catalog(validators.orderedStream().toList(), vaults.getIfAvailable(() -> ReferencedValues.NONE));
	}

	/**
	 * The directory source.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty("selvage.catalog.directory")
	static class Directory {

		@Bean
		DirectorySource directorySource(Catalog catalog, CatalogProperties properties) {
			Path directory = Objects.requireNonNull(properties.directory());
			String environment = properties.environment();
			return new DirectorySource(catalog, DirectoryOptions.of(directory)
				.in((environment == null || environment.isBlank()) ? null : environment));
		}

		@Bean
		DirectoryLifecycle directoryLifecycle(DirectorySource source, CatalogProperties properties) {
			return new DirectoryLifecycle(source, new DirectoryWatcher(source,
					Objects.requireNonNull(properties.directory()), properties.pollInterval()));
		}

	}

	/**
	 * The health of the directory source.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HealthIndicator.class)
	@ConditionalOnProperty("selvage.catalog.directory")
	static class DirectoryHealth {

		@Bean
		HealthIndicator catalogDirectoryHealthIndicator(DirectorySource source, Catalog catalog) {
			return new DirectoryHealthIndicator(source, catalog);
		}

	}

}
