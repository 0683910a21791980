package io.selvage.catalog.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.management.ManagementApi;
import io.selvage.catalog.management.ManagementApiBuilder;
import io.selvage.catalog.management.PolicyFormats;
import io.selvage.catalog.management.ResourceActions;
import io.selvage.catalog.secret.KeyRing;
import io.selvage.catalog.secret.KeyVaultRefresh;
import io.selvage.catalog.secret.KeyVaults;
import io.selvage.catalog.security.AccessToken;
import io.selvage.catalog.security.Authenticator;
import io.selvage.catalog.security.CertificateAuthenticator;
import io.selvage.catalog.security.JwtAuthenticator;
import io.selvage.catalog.security.Role;
import io.selvage.catalog.security.TokenAuthenticator;
import io.selvage.catalog.store.StoredCatalog;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes the management API and says who may use it. Which port it is served on is decided
 * by the application.
 */
@AutoConfiguration(after = StoreAutoConfiguration.class)
@EnableConfigurationProperties(ManagementProperties.class)
public class ManagementAccessAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Authenticator managementAuthenticator(ManagementProperties properties, ObjectProvider<SslBundles> bundles) {
		List<AccessToken> tokens = new ArrayList<>();
		String first = properties.token();
		if (first != null && !first.isBlank()) {
			tokens.add(firstToken(first.strip()));
		}
		properties.tokens()
			.forEach((token) -> tokens.add(new AccessToken(token.name(), token.sha256(), roles(token.roles()))));
		List<Authenticator> all = new ArrayList<>();
		all.add(new TokenAuthenticator(tokens));
		all.add(new CertificateAuthenticator(properties.certificates()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> roles(entry.getValue())))));
		ManagementProperties.Jwt jwt = properties.jwt();
		if (jwt != null) {
			all.add(provider(jwt, bundles));
		}
		return Authenticator.firstOf(all);
	}

	static Authenticator provider(ManagementProperties.Jwt jwt, ObjectProvider<SslBundles> bundles) {
		WebClient client = client("jwt", jwt.sslBundle(), bundles);
		return JwtAuthenticator.fetching(jwt.issuer(), jwt.audience(), jwt.jwks(), client);
	}

	private static WebClient client(String kind, @Nullable String bundle, ObjectProvider<SslBundles> bundles) {
		SslBundleSetting setting = new SslBundleSetting("selvage.management." + kind + ".ssl-bundle", bundle);
		return WebClient.builder().clientConnector(new JdkClientHttpConnector(setting.client(bundles).build())).build();
	}

	private static AccessToken firstToken(String token) {
		try {
			return AccessToken.of("first-token", token, EnumSet.allOf(Role.class));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("selvage.management.token has less than " + AccessToken.SHORTEST
					+ " characters: it could be guessed.", ex);
		}
	}

	private static Set<Role> roles(List<String> names) {
		return names.stream().map(Role::parse).collect(Collectors.toSet());
	}

	@Bean
	@ConditionalOnMissingBean
	ManagementApi managementApi(Catalog catalog, Authenticator authenticator, ObjectProvider<StoredCatalog> store,
			ObjectProvider<ResourceActions> actions, ObjectProvider<PolicyFormats> formats, KeyVaults vaults,
			KeyVaultRefresh refresh, KeyRing keys, ManagementProperties properties,
			ObjectProvider<SslBundles> bundles) {
		ManagementApiBuilder builder = new ManagementApiBuilder(catalog, authenticator)
			.actions(actions.orderedStream().flatMap((each) -> each.all().stream()).toList());
		builder.linkClient(client("links", properties.links().sslBundle(), bundles));
		store.ifAvailable(builder::store);
		formats.ifAvailable(builder::policyFormats);
		builder.keyVaults(vaults, refresh);
		if (!keys.isEmpty()) {
			builder.entityTagKey(keys.derive("entity-tag"));
			builder.linkKey(keys.derive("export-link"));
		}
		if (properties.gatewayUrl() != null) {
			builder.gatewayUrl(properties.gatewayUrl());
		}
		return builder.build();
	}

}
