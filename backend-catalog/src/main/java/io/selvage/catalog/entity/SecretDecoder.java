package io.selvage.catalog.entity;

import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what consists of secrets: named values, certificates, loggers.
 */
final class SecretDecoder {

	private SecretDecoder() {
	}

	static NamedValue namedValue(Resource resource) {
		Node node = Node.of(resource);
		return new NamedValue(resource.name(), node.text("displayName", resource.name()), node.secret("value"),
				node.flag("secret", false), keyVault(node), node.texts("tags"));
	}

	static Certificate certificate(Resource resource) {
		Node node = Node.of(resource);
		return new Certificate(resource.name(), node.secret("data"), node.secret("password"), node.text("thumbprint"),
				keyVault(node));
	}

	static Logger logger(Resource resource) {
		Node node = Node.of(resource);
		return new Logger(resource.name(), node.text("loggerType", ""), node.flag("isBuffered", true),
				node.map("credentials", (value) -> Secret.of(value.json().asString())));
	}

	private static @Nullable KeyVaultReference keyVault(Node node) {
		Node vault = node.at("keyVault");
		String identifier = vault.text("secretIdentifier");
		return (identifier != null) ? new KeyVaultReference(identifier, vault.text("identityClientId")) : null;
	}

}
