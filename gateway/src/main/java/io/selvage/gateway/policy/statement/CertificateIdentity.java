package io.selvage.gateway.policy.statement;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;

/**
 * One {@code identity} of {@code validate-client-certificate}: a certificate has it if
 * everything that is given matches. The issuer's thumbprint is known only of issuers
 * whose certificate is in the catalog.
 *
 * @param parts what must match, by attribute name
 */
record CertificateIdentity(Map<String, Value<String>> parts) {

	private static final String ISSUER_THUMBPRINT = "issuer-thumbprint";

	private static final String ISSUER_ID = "issuer-certificate-id";

	private static final List<String> ATTRIBUTES = List.of("thumbprint", "serial-number", "common-name", "subject",
			"dns-name", "issuer-subject", ISSUER_THUMBPRINT, ISSUER_ID);

	static final ElementSpec ELEMENT = ElementSpec.named("identity")
		.with(ATTRIBUTES.stream().map((name) -> AttributeSpec.text(name).orExpression()).toArray(AttributeSpec[]::new));

	static CertificateIdentity of(StatementBinding binding) {
		Map<String, Value<String>> parts = new LinkedHashMap<>();
		for (String name : ATTRIBUTES) {
			Value<String> value = binding.optionalText(name);
			if (value != null) {
				parts.put(name, value);
			}
		}
		if (parts.isEmpty()) {
			binding.error("An identity needs at least one of '" + String.join("', '", ATTRIBUTES) + "'.");
		}
		return new CertificateIdentity(parts);
	}

	boolean matches(X509Certificate certificate, PolicyExecution execution) {
		for (Map.Entry<String, Value<String>> part : this.parts.entrySet()) {
			String wanted = part.getValue().getOrNull(execution);
			if (wanted == null || !matches(certificate, part.getKey(), wanted.strip(), execution)) {
				return false;
			}
		}
		return true;
	}

	private static boolean matches(X509Certificate certificate, String part, String wanted, PolicyExecution execution) {
		return switch (part) {
			case "thumbprint" -> hex(wanted).equals(thumbprint(certificate));
			case "serial-number" -> number(hex(wanted)).equals(number(certificate.getSerialNumber().toString(16)));
			case "common-name" -> wanted.equalsIgnoreCase(commonName(certificate));
			case "subject" -> same(certificate.getSubjectX500Principal(), wanted);
			case "dns-name" -> hasDnsName(certificate, wanted);
			case "issuer-subject" -> same(certificate.getIssuerX500Principal(), wanted);
			case ISSUER_THUMBPRINT -> issuedByCatalog(certificate, wanted, null, execution);
			default -> issuedByCatalog(certificate, null, wanted, execution);
		};
	}

	private static String hex(String text) {
		return text.replaceAll("[^0-9A-Fa-f]", "").toLowerCase(Locale.ROOT);
	}

	private static String number(String hex) {
		String stripped = hex.replaceFirst("^0+", "");
		return stripped.isEmpty() ? "0" : stripped;
	}

	private static String thumbprint(X509Certificate certificate) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
		}
		catch (GeneralSecurityException unreadable) {
			return "unreadable";
		}
	}

	private static @Nullable String commonName(X509Certificate certificate) {
		try {
			List<Rdn> parts = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
			for (int i = parts.size() - 1; i >= 0; i--) {
				if (parts.get(i).getType().equalsIgnoreCase("CN")) {
					return parts.get(i).getValue().toString();
				}
			}
		}
		catch (InvalidNameException malformed) {
			// No name: nothing matches.
		}
		return null;
	}

	private static boolean same(X500Principal principal, String wanted) {
		try {
			return principal.equals(new X500Principal(wanted));
		}
		catch (IllegalArgumentException malformed) {
			return false;
		}
	}

	private static boolean hasDnsName(X509Certificate certificate, String wanted) {
		try {
			Collection<List<?>> names = certificate.getSubjectAlternativeNames();
			return names != null && names.stream()
				.anyMatch((name) -> Integer.valueOf(2).equals(name.get(0))
						&& wanted.equalsIgnoreCase(String.valueOf(name.get(1))));
		}
		catch (CertificateParsingException malformed) {
			return false;
		}
	}

	private static boolean issuedByCatalog(X509Certificate certificate, @Nullable String thumbprint,
			@Nullable String id, PolicyExecution execution) {
		for (Map.Entry<String, KeyStore.PrivateKeyEntry> entry : execution.context()
			.deployment()
			.certificates()
			.entrySet()) {
			if (id == null || id.equals(entry.getKey())) {
				for (Certificate issuer : entry.getValue().getCertificateChain()) {
					if (issuer instanceof X509Certificate candidate
							&& (thumbprint == null || hex(thumbprint).equals(thumbprint(candidate)))
							&& issued(candidate, certificate)) {
						return true;
					}
				}
			}
		}
		return false;
	}

	private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
		if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
			return false;
		}
		try {
			certificate.verify(issuer.getPublicKey());
			return true;
		}
		catch (GeneralSecurityException notIssued) {
			return false;
		}
	}

}
