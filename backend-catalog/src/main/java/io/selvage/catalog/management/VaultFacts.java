package io.selvage.catalog.management;

import java.util.function.Predicate;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.certificate.CertificateFacts;
import io.selvage.catalog.entity.Certificate;
import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.entity.NamedValue;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.Secret;
import io.selvage.catalog.secret.KeyVaultRefresh;
import io.selvage.catalog.secret.KeyVaultStatus;
import io.selvage.catalog.secret.KeyVaults;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of a named value or certificate whose value lies in a vault: how the last
 * attempt to read it ended, and what an answer shows of the certificate. None of it is
 * stored or part of the entity tag.
 */
final class VaultFacts {

	private final Catalog catalog;

	private final @Nullable KeyVaults vaults;

	private final @Nullable KeyVaultRefresh refresh;

	VaultFacts(Catalog catalog, @Nullable KeyVaults vaults, @Nullable KeyVaultRefresh refresh) {
		this.catalog = catalog;
		this.vaults = vaults;
		this.refresh = refresh;
	}

	/** Whether an answer about a resource shows more than is stored of it. */
	boolean concern(Resource resource) {
		return reference(resource) != null;
	}

	/** Adds what is known to the properties of an answer. */
	void addTo(Resource resource, JsonNode properties) {
		KeyVaultReference reference = reference(resource);
		if (reference == null) {
			return;
		}
		KeyVaultStatus status = status(reference);
		if (status != null && properties.path("keyVault") instanceof ObjectNode vault) {
			ObjectNode last = vault.putObject("lastStatus");
			last.put("code", status.code());
			if (status.message() != null) {
				last.put("message", status.message());
			}
			last.put("timeStampUtc", status.timeStampUtc().toString());
		}
		Certificate certificate = this.catalog.current().entity(resource.id(), Certificate.class);
		if (certificate != null && certificate.thumbprint() != null && properties instanceof ObjectNode shown) {
			CertificateFacts.of(certificate).addTo(shown);
		}
	}

	/** Which resources {@code isKeyVaultRefreshFailed} asks for. */
	Predicate<Resource> refreshFailed(boolean failed) {
		return (resource) -> {
			KeyVaultReference reference = reference(resource);
			KeyVaultStatus status = (reference != null) ? status(reference) : null;
			return (status != null && status.isFailed()) == failed;
		};
	}

	/** The value that a vault gave for a named value, or null. */
	@Nullable Secret value(Resource resource) {
		NamedValue named = this.catalog.current().entity(resource.id(), NamedValue.class);
		return (named != null && named.keyVault() != null) ? named.value() : null;
	}

	Mono<Void> refresh(Resource resource) {
		return (this.refresh != null) ? this.refresh.refresh(resource.id()) : Mono.empty();
	}

	private @Nullable KeyVaultStatus status(KeyVaultReference reference) {
		return (this.vaults != null) ? this.vaults.status(reference) : null;
	}

	private static @Nullable KeyVaultReference reference(Resource resource) {
		JsonNode vault = resource.property("keyVault");
		String identifier = vault.path("secretIdentifier").asString(null);
		return (identifier != null) ? new KeyVaultReference(identifier, vault.path("identityClientId").asString(null))
				: null;
	}

}
