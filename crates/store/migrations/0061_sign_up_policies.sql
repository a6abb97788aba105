-- which version of the policy stood beside the form that signed up; none for sign-ups by the operator
alter table sign_ups add column policy_version bigint;
