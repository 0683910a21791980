package io.selvage.gateway.runtime;

import java.util.List;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.gateway.context.MessageUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BaseUrlRulesTests {

	private final BaseUrlRules rules = new BaseUrlRules(CatalogSnapshot.EMPTY,
			BaseUrlRules.patterns(List.of("https://*.example.com/api", "http://*", "http://*:8080")));

	@ParameterizedTest
	@ValueSource(strings = { "https://a.example.com/api", "https://a.example.com/api/x", "http://intern/x",
			"http://93.184.216.34/" })
	void allowsWhatAPatternNames(String url) {
		assertThat(this.rules.judge(MessageUrl.parse(url))).isEqualTo(BaseUrlRules.Verdict.GUARDED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.com/api", "https://a.example.com.evil.com/api", "https://a.example.com/apix",
			"https://a.b.example.com@evil.com/api", "http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/",
			"http://[::ffff:169.254.169.254]/", "http://[fd00:ec2::254]/", "http://0.0.0.0/", "http://127.1/",
			"http://224.0.0.1/", "ftp://intern/" })
	void refusesEverythingElse(String url) {
		BaseUrlRules.Verdict verdict;
		try {
			verdict = this.rules.judge(MessageUrl.parse(url));
		}
		catch (IllegalArgumentException unreadable) {
			verdict = BaseUrlRules.Verdict.FORBIDDEN;
		}
		assertThat(verdict).isEqualTo(BaseUrlRules.Verdict.FORBIDDEN);
	}

}
