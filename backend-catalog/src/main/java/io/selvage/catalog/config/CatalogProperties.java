package io.selvage.catalog.config;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the catalog comes from.
 *
 * @param directory a directory in the APIOps layout, or a Resource Manager template;
 * empty: none
 * @param environment which {@code configuration.<environment>.yaml} of the directory
 * applies; empty: none
 * @param pollInterval how often the directory is looked at; a change is loaded once it
 * has stayed the same for one look
 */
@ConfigurationProperties("selvage.catalog")
public record CatalogProperties(@Nullable Path directory, @Nullable String environment,
		@DefaultValue("500ms") Duration pollInterval) {
}
