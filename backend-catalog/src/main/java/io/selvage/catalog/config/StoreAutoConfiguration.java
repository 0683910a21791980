package io.selvage.catalog.config;

import java.nio.file.Path;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.resource.Secret;
import io.selvage.catalog.secret.Envelope;
import io.selvage.catalog.secret.KeyRing;
import io.selvage.catalog.secret.KeySources;
import io.selvage.catalog.secret.ResourceSealer;
import io.selvage.catalog.store.CatalogStore;
import io.selvage.catalog.store.PostgresSettings;
import io.selvage.catalog.store.PostgresTls;
import io.selvage.catalog.store.SqlCatalogStore;
import io.selvage.catalog.store.StoredCatalog;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Makes the store of the catalog.
 */
@AutoConfiguration(after = CatalogAutoConfiguration.class)
@EnableConfigurationProperties(StoreProperties.class)
public class StoreAutoConfiguration {

	private static final String TYPE = "selvage.catalog.store.type";

	@Bean
	@ConditionalOnProperty(name = TYPE, havingValue = "embedded", matchIfMissing = true)
	@ConditionalOnMissingBean(CatalogStore.class)
	SqlCatalogStore embeddedCatalogStore(StoreProperties properties) {
		return SqlCatalogStore.embedded(properties.folder());
	}

	@Bean
	@ConditionalOnProperty(name = TYPE, havingValue = "postgres")
	@ConditionalOnMissingBean(CatalogStore.class)
	SqlCatalogStore sharedCatalogStore(StoreProperties properties) {
		StoreProperties.Postgres postgres = properties.postgres();
		String password = postgres.password();
		return SqlCatalogStore.postgres(new PostgresSettings(postgres.host(), postgres.port(), postgres.database(),
				postgres.username(), Secret.of((password != null) ? password : ""),
				new PostgresTls(postgres.sslMode(), postgres.sslRootCertificate())));
	}

	@Bean
	@ConditionalOnMissingBean
	KeyRing keyRing(StoreProperties properties) {
		if (properties.type() == StoreProperties.Type.EMBEDDED
				&& System.getenv(KeySources.ENVIRONMENT_VARIABLE) == null) {
			KeySources.generateIfAbsent(keys(properties));
		}
		return KeySources.read(System.getenv(KeySources.ENVIRONMENT_VARIABLE), keys(properties));
	}

	@Bean
	@ConditionalOnBean(CatalogStore.class)
	StoredCatalog storedCatalog(Catalog catalog, CatalogStore store, KeyRing keys, StoreProperties properties) {
		return new StoredCatalog(catalog, store, new ResourceSealer(new Envelope(keys)),
				properties.folder().resolve("last-good.jsonl"));
	}

	@Bean
	@ConditionalOnBean(StoredCatalog.class)
	StoreLifecycle storeLifecycle(StoredCatalog stored, StoreProperties properties) {
		return new StoreLifecycle(stored, properties.pollInterval());
	}

	private static Path keys(StoreProperties properties) {
		return properties.folder().resolve("keys");
	}

}
