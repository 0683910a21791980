package io.selvage.gateway.policy.statement;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.CallStatementFactory;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@code authentication-certificate}: the client certificate for the call of the backend,
 * one of the catalog or one an expression returns as PKCS #12.
 */
final class AuthenticationCertificate implements CallStatementFactory {

	private static final int LONGEST_BODY = 256 * 1024;

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("authentication-certificate")
			.with(AttributeSpec.text("thumbprint").orExpression(), AttributeSpec.text("certificate-id").orExpression(),
					AttributeSpec.object("body"), AttributeSpec.text("password").orExpression()),
				"Authenticates with the backend by a client certificate.")
		.in(Section.INBOUND, Section.BACKEND);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		Source source = source(binding);
		return (execution) -> {
			Mono<KeyStore.PrivateKeyEntry> parsed = source.parsed(execution);
			if (parsed == null) {
				execution.clientCertificate(source.found(execution));
				return null;
			}
			return parsed.doOnNext(execution::clientCertificate).then();
		};
	}

	@Override
	public CallStep createCallStep(StatementBinding binding) {
		Source source = source(binding);
		return (execution, draft) -> {
			Mono<KeyStore.PrivateKeyEntry> parsed = source.parsed(execution);
			if (parsed == null) {
				draft.clientCertificate(source.found(execution));
				return null;
			}
			return parsed.doOnNext(draft::clientCertificate).then();
		};
	}

	private static Source source(StatementBinding binding) {
		int given = (binding.has("thumbprint") ? 1 : 0) + (binding.has("certificate-id") ? 1 : 0)
				+ (binding.has("body") ? 1 : 0);
		if (given != 1) {
			binding.error("Exactly one of the attributes 'thumbprint', 'certificate-id' and 'body' is required.");
		}
		return new Source(binding.optionalText("thumbprint"), binding.optionalText("certificate-id"),
				binding.has("body") ? binding.object("body") : null, binding.optionalText("password"), binding.site());
	}

	private record Source(@Nullable Value<String> thumbprint, @Nullable Value<String> id, @Nullable Value<Object> body,
			@Nullable Value<String> password, StatementSite site) {

		KeyStore.PrivateKeyEntry found(PolicyExecution execution) {
			KeyStore.PrivateKeyEntry entry = null;
			if (this.id != null) {
				entry = execution.context().deployment().certificates().get(this.id.get(execution));
			}
			else if (this.thumbprint != null) {
				entry = Thumbprints.find(execution.context().deployment().certificates(),
						this.thumbprint.get(execution));
			}
			if (entry == null) {
				throw this.site.failure("CertificateNotFound", "The client certificate is not in the catalog.", 500);
			}
			return entry;
		}

		/**
		 * The certificate of an expression: reading it takes too long for an event loop.
		 */
		@Nullable Mono<KeyStore.PrivateKeyEntry> parsed(PolicyExecution execution) {
			if (this.body == null) {
				return null;
			}
			Object content = this.body.get(execution);
			String secret = (this.password != null) ? this.password.getOrNull(execution) : null;
			if (!(content instanceof byte[] bytes) || bytes.length > LONGEST_BODY) {
				throw this.site.failure("InvalidCertificate",
						"'body' must be a byte[] of at most " + LONGEST_BODY + " bytes.", 500);
			}
			char[] characters = (secret != null) ? secret.toCharArray() : new char[0];
			return Mono.fromCallable(() -> read(bytes, characters)).subscribeOn(Schedulers.boundedElastic());
		}

		private KeyStore.PrivateKeyEntry read(byte[] bytes, char[] secret) {
			try {
				KeyStore store = KeyStore.getInstance("PKCS12");
				store.load(new ByteArrayInputStream(bytes), secret);
				for (String alias : Collections.list(store.aliases())) {
					if (store.getEntry(alias,
							new KeyStore.PasswordProtection(secret)) instanceof KeyStore.PrivateKeyEntry entry) {
						return entry;
					}
				}
			}
			catch (GeneralSecurityException | IOException unreadable) {
				throw this.site.failure("InvalidCertificate", "The certificate cannot be read.", 500);
			}
			throw this.site.failure("InvalidCertificate", "The certificate has no private key.", 500);
		}

	}

}
