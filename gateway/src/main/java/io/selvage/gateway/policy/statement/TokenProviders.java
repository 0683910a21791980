package io.selvage.gateway.policy.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.jwt.OpenIdConfiguration;
import io.selvage.gateway.policy.jwt.OpenIdConfigurations;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The identity providers of a statement.
 *
 * @param providers where their configurations are published
 * @param configurations fetches and keeps them
 */
record TokenProviders(List<Provider> providers, OpenIdConfigurations configurations) {

	/**
	 * A provider.
	 *
	 * @param url gives the URL of its configuration
	 * @param computed true if an expression makes the URL
	 */
	record Provider(Function<PolicyExecution, String> url, boolean computed) {
	}

	/** Returns what is at hand; null if something must be fetched. */
	@Nullable List<OpenIdConfiguration> current(PolicyExecution execution) {
		if (this.providers.isEmpty()) {
			return List.of();
		}
		List<OpenIdConfiguration> known = new ArrayList<>(this.providers.size());
		for (Provider provider : this.providers) {
			OpenIdConfiguration configuration = this.configurations.current(provider.url().apply(execution));
			if (configuration == null) {
				return null;
			}
			known.add(configuration);
		}
		return known;
	}

	/**
	 * Gets all configurations.
	 * @param again true if those at hand lack a key
	 */
	Mono<List<OpenIdConfiguration>> fetch(boolean again, PolicyExecution execution) {
		return Flux.fromIterable(this.providers)
			.concatMap((provider) -> this.configurations.get(provider.url().apply(execution), provider.computed(),
					again, execution.services().caller()))
			.collectList();
	}

}
