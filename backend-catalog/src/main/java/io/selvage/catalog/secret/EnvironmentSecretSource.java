package io.selvage.catalog.secret;

import java.util.Map;

import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.resource.Secret;
import reactor.core.publisher.Mono;

/**
 * {@code env:NAME}: an environment variable. Only names with one prefix can be read,
 * because the environment also holds the gateway's own keys and tokens.
 */
public final class EnvironmentSecretSource implements SecretSource {

	private static final String SCHEME = "env:";

	private final Map<String, String> environment;

	private final String prefix;

	/**
	 * Creates a source.
	 * @param environment the variables
	 * @param prefix what the name of a variable must begin with
	 */
	public EnvironmentSecretSource(Map<String, String> environment, String prefix) {
		this.environment = environment;
		this.prefix = prefix;
	}

	@Override
	public boolean supports(String identifier) {
		return identifier.startsWith(SCHEME);
	}

	@Override
	public Mono<Secret> fetch(KeyVaultReference reference) {
		return Mono.fromCallable(() -> read(reference.secretIdentifier().substring(SCHEME.length())));
	}

	private Secret read(String name) {
		if (!name.startsWith(this.prefix)) {
			throw new SecretException("The variable '" + name + "' does not begin with " + this.prefix
					+ ", so it cannot be read as a secret.");
		}
		String value = this.environment.get(name);
		if (value == null) {
			throw new SecretException("There is no variable '" + name + "'.");
		}
		return Secret.of(value);
	}

}
