package io.selvage.gateway.policy.statement;

import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.jwt.DecryptionKey;
import io.selvage.gateway.policy.jwt.SigningKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys a document names itself: {@code issuer-signing-keys} and
 * {@code decryption-keys}. Literal keys are made when the document is compiled.
 *
 * @param signing what signatures are checked with
 * @param decryption what encrypted tokens are read with
 */
record TokenKeys(List<Source<SigningKey>> signing, List<Source<DecryptionKey>> decryption) {

	static final ElementSpec SIGNING = ElementSpec.named("issuer-signing-keys")
		.with(ElementSpec.named("key")
			.with(AttributeSpec.text("id"), AttributeSpec.text("certificate-id").orExpression(),
					AttributeSpec.text("n").orExpression(), AttributeSpec.text("e").orExpression())
			.holding(ElementSpec.Content.TEXT), 1, ElementSpec.MANY);

	static final ElementSpec DECRYPTION = ElementSpec.named("decryption-keys")
		.with(ElementSpec.named("key")
			.with(AttributeSpec.text("id"), AttributeSpec.text("certificate-id").orExpression())
			.holding(ElementSpec.Content.TEXT), 1, ElementSpec.MANY);

	/** Gives a key for a request; null if it is not usable. */
	@FunctionalInterface
	interface Source<K> {

		@Nullable K key(PolicyExecution execution);

	}

	List<SigningKey> signing(PolicyExecution execution) {
		return keys(this.signing, execution);
	}

	List<DecryptionKey> decryption(PolicyExecution execution) {
		return keys(this.decryption, execution);
	}

	private static <K> List<K> keys(List<Source<K>> sources, PolicyExecution execution) {
		if (sources.isEmpty()) {
			return List.of();
		}
		List<K> keys = new ArrayList<>(sources.size());
		for (Source<K> source : sources) {
			K key = source.key(execution);
			if (key != null) {
				keys.add(key);
			}
		}
		return keys;
	}

	static TokenKeys compile(StatementBinding statement) {
		List<Source<SigningKey>> signing = new ArrayList<>();
		StatementBinding signers = statement.child(SIGNING.name());
		if (signers != null) {
			signers.children("key").forEach((key) -> signing.add(signing(key)));
		}
		List<Source<DecryptionKey>> decryption = new ArrayList<>();
		StatementBinding decrypters = statement.child(DECRYPTION.name());
		if (decrypters != null) {
			decrypters.children("key").forEach((key) -> decryption.add(decryption(key)));
		}
		return new TokenKeys(List.copyOf(signing), List.copyOf(decryption));
	}

	private static Source<SigningKey> signing(StatementBinding key) {
		String id = key.has("id") ? key.literal("id") : null;
		Value<String> certificate = key.optionalText("certificate-id");
		if (certificate != null) {
			return (execution) -> {
				KeyStore.PrivateKeyEntry entry = certificate(certificate, execution);
				return (entry != null) ? SigningKey.of(id, entry.getCertificate().getPublicKey()) : null;
			};
		}
		Value<String> modulus = key.optionalText("n");
		Value<String> exponent = key.optionalText("e");
		if (modulus != null && exponent != null) {
			String n = modulus.literal();
			String e = exponent.literal();
			return (n != null && e != null) ? constant(key, () -> SigningKey.ofRsa(id, n, e))
					: computed((execution) -> SigningKey.ofRsa(id, modulus.get(execution), exponent.get(execution)));
		}
		Value<String> content = key.content();
		String text = content.literal();
		if (modulus != null || exponent != null) {
			key.error("The attributes 'n' and 'e' belong together.");
		}
		else if ("".equals(text)) {
			key.error("A key is needed: its base64 text, or the attribute 'certificate-id', or 'n' and 'e'.");
		}
		return (text != null) ? constant(key, () -> SigningKey.ofSecret(id, decoded(text)))
				: computed((execution) -> SigningKey.ofSecret(id, decoded(content.get(execution))));
	}

	private static Source<DecryptionKey> decryption(StatementBinding key) {
		Value<String> certificate = key.optionalText("certificate-id");
		if (certificate != null) {
			return (execution) -> {
				KeyStore.PrivateKeyEntry entry = certificate(certificate, execution);
				return (entry != null) ? DecryptionKey.of(entry.getPrivateKey()) : null;
			};
		}
		Value<String> content = key.content();
		String text = content.literal();
		return (text != null) ? constant(key, () -> DecryptionKey.ofSecret(decoded(text)))
				: computed((execution) -> DecryptionKey.ofSecret(decoded(content.get(execution))));
	}

	private static KeyStore.@Nullable PrivateKeyEntry certificate(Value<String> id, PolicyExecution execution) {
		return execution.context().deployment().certificates().get(id.get(execution));
	}

	/** A key nobody can use is no reason to refuse the document: tokens are refused. */
	private static <K> Source<K> constant(StatementBinding element, Supplier<K> maker) {
		try {
			K key = maker.get();
			return (execution) -> key;
		}
		catch (IllegalArgumentException unusable) {
			element.warning("The key cannot be used: " + unusable.getMessage() + ". No token will match it.");
			return (execution) -> null;
		}
	}

	private static <K> Source<K> computed(Source<K> maker) {
		return (execution) -> {
			try {
				return maker.key(execution);
			}
			catch (IllegalArgumentException unusable) {
				return null;
			}
		};
	}

	private static byte[] decoded(String text) {
		String compact = text.strip().replace('-', '+').replace('_', '/');
		try {
			return Base64.getMimeDecoder().decode(compact);
		}
		catch (IllegalArgumentException malformed) {
			throw new IllegalArgumentException("it is not Base64");
		}
	}

}
