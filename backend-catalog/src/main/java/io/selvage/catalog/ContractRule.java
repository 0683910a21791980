package io.selvage.catalog;

/**
 * One rule of the contract across resources.
 */
@FunctionalInterface
interface ContractRule {

	/** Reports whatever the rule finds among the judged resources. */
	void check(Judgement judgement);

}
