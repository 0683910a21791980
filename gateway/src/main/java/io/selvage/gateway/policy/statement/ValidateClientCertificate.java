package io.selvage.gateway.policy.statement;

import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@code validate-client-certificate}: refuses clients whose certificate is missing, out
 * of its time, untrusted, revoked, or of none of the identities listed. The client only
 * learns that its certificate is invalid; the detail stands in {@code LastError}.
 */
final class ValidateClientCertificate implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("validate-client-certificate")
			.with(AttributeSpec.bool("validate-revocation").otherwise("true"),
					AttributeSpec.bool("validate-trust").otherwise("true"),
					AttributeSpec.bool("validate-not-before").otherwise("true"),
					AttributeSpec.bool("validate-not-after").otherwise("true"),
					AttributeSpec.bool("ignore-error").otherwise("false"))
			.with(ElementSpec.named("identities").with(CertificateIdentity.ELEMENT, 1, ElementSpec.MANY), 0, 1),
				"Refuses clients without a certificate that is valid, trusted and of a listed identity.")
		.in(Section.INBOUND);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		boolean trust = flag(binding, "validate-trust");
		boolean revocation = flag(binding, "validate-revocation");
		if (!trust && revocation) {
			binding.warning("Without 'validate-trust' nothing can be asked for revocations: they are not checked.");
		}
		List<CertificateIdentity> identities = new ArrayList<>();
		StatementBinding listed = binding.child("identities");
		if (listed != null) {
			listed.children("identity").forEach((identity) -> identities.add(CertificateIdentity.of(identity)));
		}
		Rules rules = new Rules(flag(binding, "validate-not-before"), flag(binding, "validate-not-after"),
				List.copyOf(identities));
		return new ValidateStep(rules, trust ? new CertificateTrust() : null, revocation, flag(binding, "ignore-error"),
				binding.site());
	}

	private static boolean flag(StatementBinding binding, String attribute) {
		return Boolean.parseBoolean(binding.literal(attribute).strip());
	}

	/**
	 * What can be said of a certificate alone.
	 */
	private record Rules(boolean notBefore, boolean notAfter, List<CertificateIdentity> identities) {

		void check(@Nullable X509Certificate certificate, PolicyExecution execution, StatementSite site) {
			if (certificate == null) {
				throw refusal(site, "ClientCertificateNotFound", "The client presented no certificate.");
			}
			Instant now = execution.context().timestamp();
			if (this.notBefore && now.isBefore(certificate.getNotBefore().toInstant())) {
				throw refusal(site, "ClientCertificateNotYetValid", "The certificate of the client is not valid yet.");
			}
			if (this.notAfter && now.isAfter(certificate.getNotAfter().toInstant())) {
				throw refusal(site, "ClientCertificateExpired", "The certificate of the client has expired.");
			}
			if (!this.identities.isEmpty()
					&& this.identities.stream().noneMatch((identity) -> identity.matches(certificate, execution))) {
				throw refusal(site, "ClientCertificateIdentityNotMatched",
						"The certificate of the client has none of the identities listed.");
			}
		}

	}

	private static PolicyException refusal(StatementSite site, String reason, String message) {
		return site.failure(reason, message, 403).saying("Invalid client certificate");
	}

	private record ValidateStep(Rules rules, @Nullable CertificateTrust trust, boolean revocation, boolean ignoreError,
			StatementSite site) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			X509Certificate certificate = execution.context().request().certificate();
			try {
				this.rules.check(certificate, execution, this.site);
			}
			catch (PolicyException refused) {
				refuse(execution, refused);
				return null;
			}
			CertificateTrust authorities = this.trust;
			if (authorities == null || certificate == null) {
				return null;
			}
			Collection<KeyStore.PrivateKeyEntry> catalog = execution.context().deployment().certificates().values();
			return Mono.fromCallable(() -> authorities.trusts(certificate, catalog, this.revocation))
				.subscribeOn(Schedulers.boundedElastic())
				.doOnNext((trusted) -> {
					if (!trusted) {
						refuse(execution, refusal(this.site, "ClientCertificateNotTrusted", this.revocation
								? "The certificate of the client has no trusted chain, or one of the chain is revoked "
										+ "or cannot be asked for."
								: "The certificate of the client has no trusted chain."));
					}
				})
				.then();
		}

		private void refuse(PolicyExecution execution, PolicyException refused) {
			if (!this.ignoreError) {
				throw refused;
			}
			if (StatementTrace.isOn(execution)) {
				StatementTrace.write(execution, SPEC.name(), "The failure is ignored: " + refused.error().message());
			}
		}

	}

}
